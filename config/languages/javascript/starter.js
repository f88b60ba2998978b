// Engine.send gives the game a command and returns its answer, always a string.
const answer = Engine.send({ action: 'moveX', params: [1] });

console.log('The game answered', answer);
