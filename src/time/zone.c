/* time/zone.c: see zone.h. GLib reads the changes of a zone that its file lists (RFC 8536); what holds after the last of them is the
 * file's footer, a rule in POSIX's form ("EST5EDT,M3.2.0,M11.1.0"), which GLib 2.74 gets wrong for New York and Dublin. */
#include "time/zone.h"
#include "time/civil.h"
#include <math.h>
#include <string.h>

/* The day of a change: "M3.2.0" the second Sunday of March; "J60" and "59" are days of the year. */
typedef struct ChangeDay {
  char kind; /* 'M', 'J' or 0 */
  int month, week, day;
  int time; /* s since midnight on the wall */
} ChangeDay;

typedef struct PosixRule {
  int standard, summer; /* s to add to UTC */
  bool changes;
  ChangeDay start, end; /* of summer time */
} PosixRule;

struct Zone {
  GTimeZone *zone;
  bool has_rule;
  double listed; /* the last change in the file; from there on, what holds is */
  PosixRule rule;
};

static const char *skip_name(const char *c) {
  if (*c == '<') return strchr(c, '>') ? strchr(c, '>') + 1 : c + strlen(c);
  while (g_ascii_isalpha(*c)) c++;
  return c;
}

/* Digits after one of `marks` or none; what is out of any range is cut. */
static int read_number(const char **c, const char *marks) {
  if (**c && strchr(marks, **c)) (*c)++;
  int number = 0;
  for (; g_ascii_isdigit(**c); (*c)++) number = MIN(number * 10 + (**c - '0'), 1000);
  return number;
}

/* [+-]hh[:mm[:ss]] */
static const char *read_time(const char *c, int *seconds) {
  int sign = *c == '-' ? -1 : 1;
  if (*c == '-' || *c == '+') c++;
  *seconds = 0;
  for (int unit = 3600; unit >= 1 && (g_ascii_isdigit(*c) || *c == ':'); unit /= 60)
    *seconds += sign * unit * read_number(&c, ":");
  return c;
}

static int between(int number, int low, int high) { return MIN(MAX(number, low), high); }

static const char *read_change(const char *c, ChangeDay *change) {
  if (*c == ',') c++;
  *change = (ChangeDay){.kind = g_ascii_isalpha(*c) ? *c++ : 0, .time = 2 * 3600};
  if (change->kind == 'M') {
    change->month = between(read_number(&c, ""), 1, 12);
    change->week = between(read_number(&c, "."), 1, 5);
  }
  change->day = read_number(&c, ".");
  return *c == '/' ? read_time(c + 1, &change->time) : c;
}

static bool read_rule(const char *text, PosixRule *rule) {
  const char *c = skip_name(text);
  if (c == text) return false;
  c = read_time(c, &rule->standard);
  rule->standard = -rule->standard;
  rule->changes = *c && *c != ',';
  if (!rule->changes) return true;
  c = skip_name(c);
  rule->summer = rule->standard + 3600;
  if (*c && *c != ',') {
    c = read_time(c, &rule->summer);
    rule->summer = -rule->summer;
  }
  c = read_change(c, &rule->start);
  read_change(c, &rule->end);
  return true;
}

static guint32 big_endian(const char *bytes) {
  guint32 number;
  memcpy(&number, bytes, sizeof number);
  return GUINT32_FROM_BE(number);
}

enum { HEADER = 44 };

/* How many bytes a block of the file has, from its header on, whose moments have `size` bytes each. */
static gsize content_length(const char *header, gsize size) {
  const char *counts = header + 20;
  gsize utc = big_endian(counts), standard = big_endian(counts + 4), leaps = big_endian(counts + 8),
        changes = big_endian(counts + 12), types = big_endian(counts + 16), letters = big_endian(counts + 20);
  return HEADER + changes * (size + 1) + types * 6 + letters + leaps * (size + 4) + standard + utc;
}

/* The file's second block, with moments of 64 bits, lists changes; the footer is the line after it. */
static bool read_listed(Zone *zone, const char *bytes, gsize length) {
  if (length < HEADER || memcmp(bytes, "TZif", 4) != 0 || bytes[4] < '2') return false;
  gsize first = content_length(bytes, 4);
  if (length < first + HEADER) return false;
  gsize second = content_length(bytes + first, 8), changes = big_endian(bytes + first + 32);
  if (length < first + second + 2 || bytes[length - 1] != '\n' || bytes[first + second] != '\n') return false;
  zone->listed = -INFINITY;
  if (changes) {
    const char *last = bytes + first + HEADER + (changes - 1) * 8;
    zone->listed = (double)(gint64)((guint64)big_endian(last) << 32 | big_endian(last + 4));
  }
  char *footer = g_strndup(bytes + first + second + 1, length - first - second - 2);
  bool good = read_rule(footer, &zone->rule);
  g_free(footer);
  return good;
}

static bool read_file(Zone *zone, const char *name) {
  const char *folder = g_getenv("TZDIR");
  char *path = g_build_filename(folder && *folder ? folder : "/usr/share/zoneinfo", name, NULL), *bytes = NULL;
  gsize length = 0;
  bool good = g_file_get_contents(path, &bytes, &length, NULL) && read_listed(zone, bytes, length);
  g_free(bytes);
  g_free(path);
  return good;
}

static void release(void *zone) { g_time_zone_unref(zone); }

/* GLib would also take a path, and a rule of POSIX. */
static bool is_name(const char *name) {
  if (!g_ascii_isalpha(*name) || strstr(name, "..")) return false;
  while (g_ascii_isalnum(*name) || (*name && strchr("_+-/", *name))) name++;
  return !*name;
}

const Zone *zone_find(const char *name, Arena *arena) {
  GTimeZone *found = is_name(name) ? g_time_zone_new_identifier(name) : NULL;
  if (!found) return NULL;
  arena_adopt(arena, found, release);
  if (strcmp(g_time_zone_get_identifier(found), name) != 0) return NULL;
  Zone *zone = arena_new(arena, Zone);
  zone->zone = found;
  zone->has_rule = read_file(zone, name);
  return zone;
}

/* s since 1970, on the wall. */
static double moment_of_change(const ChangeDay *change, int64_t year) {
  if (change->kind != 'M') {
    int64_t first = days_from_civil(year, 0, 1);
    bool leap = days_from_civil(year, 2, 1) - first == 60;
    int day = change->kind == 'J' ? change->day - 1 + (leap && change->day >= 60) : change->day;
    return (double)(first + day) * 86400 + change->time;
  }
  int month = change->month - 1;
  int64_t first = days_from_civil(year, month, 1);
  int64_t next = month < 11 ? days_from_civil(year, month + 1, 1) : days_from_civil(year + 1, 0, 1);
  int64_t weekday = ((first + 4) % 7 + 7) % 7;
  int64_t day = first + (change->day - weekday + 7) % 7 + (change->week - 1) * 7;
  if (day >= next) day -= 7;
  return (double)day * 86400 + change->time;
}

static double offset_by_rule(const PosixRule *rule, double seconds) {
  if (!rule->changes) return rule->standard;
  int64_t year = civil_year((int64_t)floor((seconds + rule->standard) / 86400));
  double start = moment_of_change(&rule->start, year) - rule->standard,
         end = moment_of_change(&rule->end, year) - rule->summer;
  bool summer = start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end;
  return summer ? rule->summer : rule->standard;
}

double zone_offset(const Zone *zone, double seconds) {
  if (zone->has_rule && seconds >= zone->listed) return offset_by_rule(&zone->rule, seconds);
  int interval = g_time_zone_find_interval(zone->zone, G_TIME_TYPE_UNIVERSAL, (gint64)seconds);
  return interval < 0 ? 0 : g_time_zone_get_offset(zone->zone, interval);
}
