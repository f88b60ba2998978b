// The functions of a small game, for the self-test.
const greeting: string = 'hello';

function moveX(steps: number): string {
  return Engine.send({ action: 'moveX', params: [steps] });
}

function ask(question: string): string {
  return Engine.send({ action: 'ask', params: [question] });
}

function say(text: string): string {
  return Engine.send({ action: 'say', params: [text] });
}
