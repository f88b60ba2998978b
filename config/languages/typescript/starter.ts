// Engine.send hands one command to the game and returns its answer.
for (let turn = 1; turn <= 3; turn++) {
  const answer: string = Engine.send({ action: 'moveRight', params: [turn] });
  console.log('The game answered:', answer);
}
