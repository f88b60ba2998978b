while (robotsLeft() > 1) {
  shoot("east");
}
