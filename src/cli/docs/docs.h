/* cli/docs/docs.h: the documents that are made from the tables of options, commands and formats. The program that writes them,
 * tuban_docs, runs during the build and is not installed.
 */
#pragma once
#include "cli/command.h"

/* Each appends a document. `template` is the text of the file it is made from; NULL for a document without a template.
 * */
void write_man(GString *out, const char *template);
void write_readme(GString *out, const char *template);
void write_messages(GString *out, const char *template);
void write_schema(GString *out, const char *template);
void write_bash(GString *out, const char *template);
void write_zsh(GString *out, const char *template);
void write_fish(GString *out, const char *template);

bool command_takes(const Command *command, const Option *option);
/* "render and inspect", or NULL if every command takes it. Owned by the caller. */
char *option_takers(const Option *option);
/* "PNG, SVG and PDF". Owned by the caller. */
char *format_titles(void);
/* Its choices separated by spaces. Owned by the caller. */
char *option_choice_words(const Option *option);

/* Appends `text` with every character of `special` preceded by a backslash. */
void append_escaped(GString *out, const char *text, const char *special);
