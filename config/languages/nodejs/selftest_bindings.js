// The functions of a small game, for the self-test.
const greeting = 'hello';

function moveX(steps) {
  return Engine.send({ action: 'moveX', params: [steps] });
}

function ask(question) {
  return Engine.send({ action: 'ask', params: [question] });
}

function say(text) {
  return Engine.send({ action: 'say', params: [text] });
}
