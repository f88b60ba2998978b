export class Game {
  constructor() {
    const context = new AudioContext();
    const tell = () => console.info(`the gong is ${context.state}`);
    context.onstatechange = tell;
    tell();
  }

  command() {}
}
