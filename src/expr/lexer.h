/* expr/lexer.h: an expression's tokens: ECMAScript's, as far as Vega's grammar uses them. */
#pragma once
#include "expr/node.h"

typedef enum TokenKind { TOKEN_END, TOKEN_NUMBER, TOKEN_STRING, TOKEN_WORD, TOKEN_PUNCTUATOR, TOKEN_ERROR } TokenKind;

typedef struct Token {
  TokenKind kind;
  const char *start; /* in the text */
  size_t length;
  double number;
  const char *text; /* the string, identifier (escapes resolved) or punctuator; for an error, its message */
  const char *code; /* of that message */
} Token;

/* The token at `*at`, which is moved past it. */
Token lexer_next(const char **at, Arena *arena);
/* A regular expression whose '/' is at `*at`; a string token with the pattern, its flags in `flags` (≥ 8 bytes). */
Token lexer_regexp(const char **at, char *flags, Arena *arena);
