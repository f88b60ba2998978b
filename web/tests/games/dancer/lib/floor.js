// A classic script: its variables are global.
var Floor = { width: 8, height: 5, tile: 40 };
