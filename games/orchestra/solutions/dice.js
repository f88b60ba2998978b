scale("pentatonic", "a");

for (let count = 0; count < 16; count += 1) {
  const step = 1 + Math.floor(Math.random() * 8);
  hit("bell", String(step));
  waitBeats(0.5);
}
