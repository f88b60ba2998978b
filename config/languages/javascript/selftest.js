const moved = moveX(1);
const score = Number(Engine.send('{"action":"score","params":[]}'));
const said = Engine.send(`say ${moved}`);

setTimeout(() => Engine.send(said.split('\n').join('|') + '|' + (moves === 1)), 1);
Promise.resolve().then(() => Engine.send(`score ${score} + 5 = ${score + 5}`));
