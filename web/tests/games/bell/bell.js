export class Game {
  constructor() {
    const context = new AudioContext();
    const tell = () => console.info(`the bell is ${context.state}`);
    context.resume().then(tell);
    tell();
  }

  command() {}
}
