export class Game {}
