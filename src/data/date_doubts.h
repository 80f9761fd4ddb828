/* data/date_doubts.h: dates that Date.parse() reads, but hardly as they were meant. */
#pragma once
#include "base/messages.h"
#include "data/table.h"

/* Warns of texts in `from` that count as the year 45658 or as days of 2001, and of those whose day and month could be the other way
 * round. `parsed`: what Date.parse() made of them, in ms; `field` and `at`: for the messages. */
void date_doubts_report(const Column *from, const Column *parsed, const char *field, Place at, Messages *messages,
                        Arena *arena);
