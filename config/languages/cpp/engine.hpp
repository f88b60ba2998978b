/* The C++ engine: engine::send hands a command to the game and returns its answer.
 *
 * The compiler reads it twice: before the learner's files, which see the declarations, and once
 * as C with LIVECODING_ENGINE, as a source file of its own: C is compiled in a fifth of the time.
 */
#ifndef LIVECODING_ENGINE_HPP
#define LIVECODING_ENGINE_HPP

#ifdef __cplusplus
#include <cxxabi.h>

#include <stdexcept>
#include <string>
#include <vector>
#else
#include <stdbool.h>
#include <stddef.h>
#endif

#ifdef LIVECODING_ENGINE
#define LIVECODING_LANGUAGE "cpp"
#endif
