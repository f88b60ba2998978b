// What no language can do by itself: the interpreter of the tests' language `machine`.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static void put(const char *text) { write(4, text, strlen(text)); }

static void take_line(void) {
  char byte;
  while (read(3, &byte, 1) == 1 && byte != '\n') {}
}

static void says(const char *what) {
  char text[512];
  snprintf(text, sizeof text, "none\nstart\nsays %s\ninsert\n", what);
  put(text);
  take_line();
  put("close\n");
}

static void says_outcome(long outcome) {
  if (outcome >= 0) { says("got it"); return; }
  switch (errno) {
    case EPERM: says("EPERM"); return;
    case EACCES: says("EACCES"); return;
    case ENOENT: says("ENOENT"); return;
    case ENOSYS: says("ENOSYS"); return;
    case ENOMEM: says("ENOMEM"); return;
    case EAGAIN: says("EAGAIN"); return;
    default: says(strerror(errno));
  }
}

// Takes memory by mappings of this kind, a MiB at a time, and touches it.
static void take(int fd, int flags) {
  const long step = 1 << 20;
  long taken = 0;
  for (; taken < 2048; taken++) {
    char *piece = mmap(NULL, step, PROT_READ | PROT_WRITE, flags, fd, 0);
    if (piece == MAP_FAILED) break;
    for (long at = 0; at < step; at += 4096) piece[at] = 1;
  }
  if (taken == 2048) { says("got 2 GiB"); return; }
  says("refused");
}

// A mapping that is made to grow, as a stack does.
static void grow(void) {
  const long size = 1L << 30;
  char *stack = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN, -1, 0);
  if (stack == MAP_FAILED) { says_outcome(-1); return; }
  for (long at = 0; at < size; at += 4096) stack[at] = 1;
  says("got 1 GiB");
}

// A frame on the stack that is larger than any guard.
static int recurse(int depth) {
  volatile char frame[4096];
  frame[0] = (char)depth;
  return recurse(depth + 1) + frame[0];
}

int main(int count, char **arguments) {
  char program[64] = "";
  int file = open(arguments[1], O_RDONLY);
  // The first line is empty.
  ssize_t length = read(file, program, sizeof program - 1);
  char *name = strtok(program, "\n");
  (void)length;
  close(file);
  put("ready {\"revision\":2}\n");
  take_line();
  if (!strcmp(name, "call-32")) {
    long outcome;
    // getpid, as a program of 32 bits asks for it.
    __asm__ volatile("int $0x80" : "=a"(outcome) : "a"(20) : "memory");
    says("got it");
  } else if (!strcmp(name, "call-x32")) {
    says_outcome(syscall(0x40000000 | SYS_getpid));
  } else if (!strcmp(name, "socket-x32")) {
    says_outcome(syscall(0x40000000 | SYS_socket, 2, 1, 0));
  } else if (!strcmp(name, "shared")) {
    take(-1, MAP_SHARED | MAP_ANONYMOUS);
  } else if (!strcmp(name, "zero")) {
    take(open("/dev/zero", O_RDWR), MAP_SHARED);
  } else if (!strcmp(name, "private")) {
    take(-1, MAP_PRIVATE | MAP_ANONYMOUS);
  } else if (!strcmp(name, "stack")) {
    grow();
  } else if (!strcmp(name, "recursion")) {
    recurse(0);
  } else if (!strcmp(name, "null")) {
    *(volatile int *)0 = 1;
  } else if (!strcmp(name, "fork")) {
    says_outcome(syscall(SYS_fork));
  } else if (!strcmp(name, "vfork")) {
    long outcome = syscall(SYS_vfork);
    if (outcome == 0) _exit(0);
    says_outcome(outcome);
  } else if (!strcmp(name, "clone3")) {
    says_outcome(syscall(SYS_clone3, NULL, 0));
  }
  return 0;
}
