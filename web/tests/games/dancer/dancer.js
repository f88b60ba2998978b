/* A game as the original has them: it knows nothing of our stage. */

const SVG = "http://www.w3.org/2000/svg";

export class Game {
  constructor({ element, assetsBasePath, console }) {
    this.console = console;
    this.x = 0;
    this.y = 0;
    this.pressed = null;
    // As games do that keep a high score.
    localStorage.setItem("visits", Number(localStorage.getItem("visits") ?? 0) + 1);
    document.cookie = "dancer=yes; path=/";

    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${Floor.width * Floor.tile} ${Floor.height * Floor.tile}`);
    svg.setAttribute("width", "100%");
    svg.setAttribute("height", "100%");
    this.dancer = document.createElementNS(SVG, "image");
    this.dancer.setAttribute("href", `${assetsBasePath}/dancer.svg`);
    this.dancer.setAttribute("width", Floor.tile);
    this.dancer.setAttribute("height", Floor.tile);
    svg.append(this.dancer);
    element.append(svg);

    window.addEventListener("keydown", (event) => {
      if (this.pressed && event.key in Steps) {
        event.preventDefault();
        const answer = this.pressed;
        this.pressed = null;
        this.move(...Steps[event.key]);
        answer(event.key);
      }
    });
    console.info("The floor is yours.");
  }

  move(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.dancer.setAttribute("x", this.x * Floor.tile);
    this.dancer.setAttribute("y", this.y * Floor.tile);
  }

  executeGameCommand(command) {
    const [word, ...rest] = command.split(" ");
    switch (word) {
      case "right":
        this.move(1, 0);
        return true;
      case "where":
        return [this.x, this.y];
      case "later":
        return new Promise((resolve) => setTimeout(() => resolve(37), 50));
      case "wait":
        return new Promise((resolve) => (this.pressed = resolve));
      case "say":
        this.console.success(rest.join(" "));
        return;
      case "give":
        return { null: null, undefined: undefined, object: { a: 1 }, list: [1, 2], empty: "", no: false, n: 1.5 }[rest[0]];
      case "fall":
        throw new Error("The dancer fell over.");
      case "refuse":
        throw { code: "tired", text: "The dancer is tired." };
      case "hang":
        while (true);
      case "hangFor": {
        const end = performance.now() + Number(rest[0]);
        while (performance.now() < end);
        return "awake";
      }
      case "crash":
        setTimeout(() => {
          throw new TypeError("The music stopped.");
        });
        return;
      case "chatter":
        for (let i = 0; i < Number(rest[0]); i += 1) this.console.log(`line ${i}`);
        return;
      case "flood":
        for (let i = 0; i < 100_000; i += 1) this.console.log("x".repeat(2000));
        return;
      case "leave":
        location.href = "/frame";
        return;
      case "eval":
        return (0, eval)(rest.join(" "));
      default:
        throw new Error(`The dancer does not know "${command}".`);
    }
  }
}
