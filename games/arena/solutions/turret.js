while (scan("here") !== "cell") {
  shield();
  move("east");
}
shield();
pickUp();
