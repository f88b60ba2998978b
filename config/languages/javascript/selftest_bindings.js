let moves = 0;

const moveX = (steps) => {
  moves += 1;
  return Engine.send({ action: 'moveX', params: [steps] });
};
