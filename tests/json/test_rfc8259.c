/* RFC 8259, case by case: what is accepted and how it is written again, what is refused with which message and where.
 *
 * The cases follow the categories of JSONTestSuite. Accepted ones are written as JSON.stringify(JSON.parse(…)) of node 22 does;
 * refused ones are those that JSON.parse refuses too, but for \u0000. What the RFC leaves to the implementation is in
 * `halves` (half a surrogate pair), among the refused (\u0000, a byte order mark but at the start) and in the tests of numbers
 * and depth.
 */
#include "json/json.h"
#include "json/scan.h"
#include <math.h>
#include <string.h>

typedef struct Accepted {
  const char *name, *text, *written;
} Accepted;

static const Accepted accepted[] = {
    {"structure: a number alone", "42", "42"},
    {"structure: a negative number alone", "-0.1", "-0.1"},
    {"structure: a string alone", "\"a\"", "\"a\""},
    {"structure: an empty string alone", "\"\"", "\"\""},
    {"structure: true alone", "true", "true"},
    {"structure: false alone", "false", "false"},
    {"structure: null alone", "null", "null"},
    {"structure: space around", " \t\r\n[ \t\r\n1 \t\r\n, \t\r\n2 \t\r\n] \t\r\n", "[1,2]"},
    {"structure: space around a member", "{ \n\"a\"\t:\r 1 }", "{\"a\":1}"},
    {"structure: carriage returns alone", "[1,\r2]", "[1,2]"},
    {"structure: a byte order mark first", "\xef\xbb\xbf[1]", "[1]"},
    {"structure: a byte order mark before a number",
     "\xef\xbb\xbf"
     "1",
     "1"},
    {"array: empty", "[]", "[]"},
    {"array: empty with space", "[ ]", "[]"},
    {"array: within an array", "[[]   ]", "[[]]"},
    {"array: nested", "[[[1]],[],[[]]]", "[[[1]],[],[[]]]"},
    {"array: of all kinds", "[null, 1, \"1\", {}, [], true, false]", "[null,1,\"1\",{},[],true,false]"},
    {"array: over lines", "[1\n,2\n]", "[1,2]"},
    {"array: space before the end", "[2 ]", "[2]"},
    {"object: empty", "{}", "{}"},
    {"object: empty with space", "{\n}", "{}"},
    {"object: one member", "{\"a\":1}", "{\"a\":1}"},
    {"object: two members", "{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":2}"},
    {"object: empty key", "{\"\":0}", "{\"\":0}"},
    {"object: a key twice", "{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}"},
    {"object: the same member twice", "{\"a\":\"b\",\"a\":\"b\"}", "{\"a\":\"b\"}"},
    {"object: a key twice, once escaped", "{\"a\":1,\"\\u0061\":2}", "{\"a\":2}"},
    {"object: keys in another case", "{\"a\":1,\"A\":2}", "{\"a\":1,\"A\":2}"},
    {"object: a key with an escape", "{\"a\\nb\":1}", "{\"a\\nb\":1}"},
    {"object: a key of Han", "{\"图版\":1}", "{\"图版\":1}"},
    {"object: a key with quotes", "{\"\\\"\":1}", "{\"\\\"\":1}"},
    {"object: long keys", "{\"min\":-1.0e+28,\"max\":1.0e+28}", "{\"min\":-1e+28,\"max\":1e+28}"},
    {"object: __proto__", "{\"__proto__\":1,\"b\":2}", "{\"__proto__\":1,\"b\":2}"},
    {"object: nested", "{\"a\":{\"b\":{\"c\":[{\"d\":null}]}}}", "{\"a\":{\"b\":{\"c\":[{\"d\":null}]}}}"},
    {"object: a key like a number", "{\"1\":1,\"-\":2}", "{\"1\":1,\"-\":2}"},
    {"number: zero", "[0]", "[0]"},
    {"number: minus zero", "[-0]", "[0]"},
    {"number: minus zero point zero", "[-0.0]", "[0]"},
    {"number: an integer", "[123]", "[123]"},
    {"number: a negative one", "[-123]", "[-123]"},
    {"number: a fraction", "[123.456789]", "[123.456789]"},
    {"number: zeros at the end", "[1.500]", "[1.5]"},
    {"number: close to zero", "[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]",
     "[-1e-78]"},
    {"number: an exponent", "[1e3]", "[1000]"},
    {"number: a capital exponent", "[1E3]", "[1000]"},
    {"number: a positive exponent", "[1e+3]", "[1000]"},
    {"number: a negative exponent", "[1E-2]", "[0.01]"},
    {"number: an exponent of zero", "[0e1]", "[0]"},
    {"number: zeros in the exponent", "[1e003]", "[1000]"},
    {"number: a fraction and exponent", "[123.456e78]", "[1.23456e+80]"},
    {"number: zero with a huge exponent", "[0e99999]", "[0]"},
    {"number: fifteen digits", "[999999999999999]", "[999999999999999]"},
    {"number: sixteen digits", "[9999999999999998]", "[9999999999999998]"},
    {"number: the last whole double", "[9007199254740992]", "[9007199254740992]"},
    {"number: between two doubles", "[9007199254740993]", "[9007199254740992]"},
    {"number: many digits", "[123456789012345678901234567890]", "[1.2345678901234568e+29]"},
    {"number: 70 digits", "[1234567890123456789012345678901234567890123456789012345678901234567890]",
     "[1.2345678901234567e+69]"},
    {"number: 70 digits after the point", "[0.1234567890123456789012345678901234567890123456789012345678901234567890]",
     "[0.12345678901234568]"},
    {"number: the largest", "[1.7976931348623157e308]", "[1.7976931348623157e+308]"},
    {"number: the smallest", "[5e-324]", "[5e-324]"},
    {"number: below the smallest", "[1e-400]", "[0]"},
    {"number: the smallest normal", "[2.2250738585072014e-308]", "[2.2250738585072014e-308]"},
    {"number: halfway between two", "[2.2250738585072011e-308]", "[2.225073858507201e-308]"},
    {"number: a touch above one", "[1.0000000000000002]", "[1.0000000000000002]"},
    {"number: with a space after it", "[1 ]", "[1]"},
    {"string: plain", "[\"asd\"]", "[\"asd\"]"},
    {"string: all short escapes", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "[\"\\\"\\\\/\\b\\f\\n\\r\\t\"]"},
    {"string: a control character", "[\"\\u0012\"]", "[\"\\u0012\"]"},
    {"string: unit separator", "[\"\\u001f\"]", "[\"\\u001f\"]"},
    {"string: delete", "[\"\x7f\"]", "[\"\x7f\"]"},
    {"string: delete escaped", "[\"\\u007f\"]", "[\"\x7f\"]"},
    {"string: two bytes", "[\"é\"]", "[\"é\"]"},
    {"string: three bytes", "[\"图\"]", "[\"图\"]"},
    {"string: four bytes", "[\"😀\"]", "[\"😀\"]"},
    {"string: the last code point", "[\"\xf4\x8f\xbf\xbf\"]", "[\"\xf4\x8f\xbf\xbf\"]"},
    {"string: the last code point escaped", "[\"\\uDBFF\\uDFFF\"]", "[\"\xf4\x8f\xbf\xbf\"]"},
    {"string: a pair of surrogates", "[\"\\ud83d\\ude00\"]", "[\"😀\"]"},
    {"string: two pairs", "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]", "[\"😹💍\"]"},
    {"string: a pair in mixed case", "[\"\\uD834\\uDd1e\"]", "[\"𝄞\"]"},
    {"string: an escaped letter", "[\"\\u0061\\u30af\"]", "[\"aク\"]"},
    {"string: hexadecimal in both cases", "[\"\\u00e9\\u00E9\"]", "[\"éé\"]"},
    {"string: an escaped backslash before u0000", "[\"\\\\u0000\"]", "[\"\\\\u0000\"]"},
    {"string: an escaped backslash at the end", "[\"a\\\\\"]", "[\"a\\\\\"]"},
    {"string: an escaped quote", "[\"\\\"\"]", "[\"\\\"\"]"},
    {"string: comments", "[\"a/*b*/c//d#e\"]", "[\"a/*b*/c//d#e\"]"},
    {"string: brackets", "[\"[{}],:\"]", "[\"[{}],:\"]"},
    {"string: line separators", "[\"\xe2\x80\xa8\xe2\x80\xa9\"]", "[\"\xe2\x80\xa8\xe2\x80\xa9\"]"},
    {"string: line separators escaped", "[\"\\u2028\\u2029\"]", "[\"\xe2\x80\xa8\xe2\x80\xa9\"]"},
    {"string: no-break space", "[\"\xc2\xa0\"]", "[\"\xc2\xa0\"]"},
    {"string: a byte order mark", "[\"\xef\xbb\xbf\"]", "[\"\xef\xbb\xbf\"]"},
    {"string: a noncharacter", "[\"\xef\xbf\xbf\"]", "[\"\xef\xbf\xbf\"]"},
    {"string: a noncharacter escaped", "[\"\\uFDD0\\uFFFE\"]", "[\"\xef\xb7\x90\xef\xbf\xbe\"]"},
    {"string: a private character", "[\"\xee\x80\x80\"]", "[\"\xee\x80\x80\"]"},
    {"string: a combining one", "[\"e\xcc\x81\"]", "[\"e\xcc\x81\"]"},
    {"string: longer than eight bytes", "[\"abcdefghijklmnop\\nqrstuvwxyz\\u0041\"]",
     "[\"abcdefghijklmnop\\nqrstuvwxyzA\"]"},
    {"string: a space alone", "\" \"", "\" \""},
    {"string: the word null", "\"null\"", "\"null\""},
};

typedef struct Refused {
  const char *name, *text;
  unsigned line, column;
  const char *message;
} Refused;

static const Refused refused[] = {
    {"structure: nothing", "", 1, 1, "the file is empty"},
    {"structure: only space", " \n\t\r ", 1, 1, "the file is empty"},
    {"structure: only a byte order mark", "\xef\xbb\xbf", 1, 1, "the file is empty"},
    {"structure: two byte order marks", "\xef\xbb\xbf\xef\xbb\xbf[1]", 1, 1, "U+FEFF is not white space in JSON"},
    {"structure: a byte order mark inside",
     "[\xef\xbb\xbf"
     "1]",
     1, 2, "U+FEFF is not white space in JSON"},
    {"structure: two documents", "{} []", 1, 4, "expected the end of the file, found \"[\""},
    {"structure: two documents that touch", "[][]", 1, 3, "expected the end of the file, found \"[\""},
    {"structure: an end too many", "[1]]", 1, 4, "expected the end of the file, found \"]\""},
    {"structure: an end alone", "}", 1, 1, "expected a value, found \"}\""},
    {"structure: a comma alone", ",", 1, 1, "expected a value, found \",\""},
    {"structure: a colon alone", ":", 1, 1, "expected a value, found \":\""},
    {"structure: text after the document", "[1]x", 1, 4, "expected the end of the file, found \"x\""},
    {"structure: a quote after the document", "{}\"", 1, 3, "expected the end of the file, found \"\"\""},
    {"structure: a number after the document", "1 2", 1, 3, "expected the end of the file, found \"2\""},
    {"structure: crossed brackets", "[{\"a\":1]}", 1, 8, "expected \",\" or \"}\", found \"]\""},
    {"structure: closed by the other bracket", "[1}", 1, 3, "expected \",\" or \"]\", found \"}\""},
    {"structure: object closed by the other bracket", "{\"a\":1]", 1, 7, "expected \",\" or \"}\", found \"]\""},
    {"structure: a comment to the end of the line", "[1] // x", 1, 5, "comments are not allowed in JSON"},
    {"structure: a comment between", "[1,/*x*/2]", 1, 4, "comments are not allowed in JSON"},
    {"structure: a comment of the shell", "# x\n[1]", 1, 1, "comments are not allowed in JSON"},
    {"structure: an open array", "[", 1, 2, "unexpected end of file: the \"[\" on line 1 is never closed"},
    {"structure: an open object", "{", 1, 2, "unexpected end of file: the \"{\" on line 1 is never closed"},
    {"structure: an open array in an object", "{\"a\":[", 1, 7,
     "unexpected end of file: the \"[\" on line 1 is never closed"},
    {"structure: open after a comma", "[1,", 1, 4, "unexpected end of file: the \"[\" on line 1 is never closed"},
    {"structure: an open object after a comma", "{\"a\":1,", 1, 8,
     "unexpected end of file: the \"{\" on line 1 is never closed"},
    {"structure: an angle bracket", "<null>", 1, 1, "expected a value, found \"<\""},
    {"structure: single quotes", "['a']", 1, 2, "strings must be in double quotes in JSON"},
    {"structure: an asterisk", "[*]", 1, 2, "expected a value or \"]\", found \"*\""},
    {"structure: a backslash", "[\\u0020]", 1, 2, "expected a value or \"]\", found \"\\\""},
    {"structure: form feed as space", "[\x0c]", 1, 2, "U+000C is not white space in JSON"},
    {"structure: form feed before the document", "\x0c[]", 1, 1, "U+000C is not white space in JSON"},
    {"structure: form feed after the document", "[]\x0c", 1, 3, "U+000C is not white space in JSON"},
    {"structure: form feed before a comma", "[1\x0c,2]", 1, 3, "U+000C is not white space in JSON"},
    {"structure: form feed before a colon", "{\"a\"\x0c:1}", 1, 5, "U+000C is not white space in JSON"},
    {"structure: vertical tab as space",
     "[\x0b"
     "1]",
     1, 2, "U+000B is not white space in JSON"},
    {"structure: no-break space",
     "[\xc2\xa0"
     "1]",
     1, 2, "U+00A0 is not white space in JSON"},
    {"structure: no-break space after a value", "[1\xc2\xa0]", 1, 3, "U+00A0 is not white space in JSON"},
    {"structure: next line",
     "[1,\xc2\x85"
     "2]",
     1, 4, "U+0085 is not white space in JSON"},
    {"structure: ideographic space", "{\xe3\x80\x80\"a\":1}", 1, 2, "U+3000 is not white space in JSON"},
    {"structure: line separator", "[1]\xe2\x80\xa8", 1, 4, "U+2028 is not white space in JSON"},
    {"structure: word joiner", "[\xe2\x81\xa0]", 1, 2, "U+2060 is not white space in JSON"},
    {"structure: escape character as space", "[1\x1b]", 1, 3, "expected \",\" or \"]\", found \"\\u001b\""},
    {"literal: upper case", "[True]", 1, 2, "\"True\" is not JSON; write true"},
    {"literal: cut short", "[tru]", 1, 2, "\"tru\" is not a value; strings must be in double quotes"},
    {"literal: cut short at the end", "nul", 1, 1, "\"nul\" is not a value; strings must be in double quotes"},
    {"literal: too long", "[nulll]", 1, 6, "expected \",\" or \"]\", found \"l\""},
    {"literal: one more letter", "[falsey]", 1, 7, "expected \",\" or \"]\", found \"y\""},
    {"literal: two that touch", "[truefalse]", 1, 6, "expected \",\" or \"]\", found \"false\""},
    {"literal: NaN", "[NaN]", 1, 2, "\"NaN\" is not JSON; write null for a missing number"},
    {"literal: nan", "[nan]", 1, 2, "\"nan\" is not a value; strings must be in double quotes"},
    {"literal: Infinity", "[Infinity]", 1, 2, "\"Infinity\" is not JSON; numbers are finite"},
    {"literal: minus Infinity", "[-Infinity]", 1, 2, "\"-Infinity\" is not JSON; numbers are finite"},
    {"literal: undefined", "[undefined]", 1, 2, "\"undefined\" is not JSON; write null"},
    {"literal: a bare word", "[bar]", 1, 2, "\"bar\" is not a value; strings must be in double quotes"},
    {"literal: a bare word of Han", "[图]", 1, 2, "\"图\" is not a value; strings must be in double quotes"},
    {"array: a comma at the end", "[1,]", 1, 3, "trailing comma before \"]\"; JSON does not allow it"},
    {"array: a comma and space at the end", "[1, ]", 1, 3, "trailing comma before \"]\"; JSON does not allow it"},
    {"array: two commas", "[1,,2]", 1, 4, "expected a value, found \",\""},
    {"array: two commas at the end", "[1,,]", 1, 4, "expected a value, found \",\""},
    {"array: a comma first", "[,1]", 1, 2, "expected a value or \"]\", found \",\""},
    {"array: only a comma", "[,]", 1, 2, "expected a value or \"]\", found \",\""},
    {"array: no comma", "[1 2]", 1, 4, "expected \",\" or \"]\", found \"2\""},
    {"array: no comma between arrays", "[[] []]", 1, 5, "expected \",\" or \"]\", found \"[\""},
    {"array: a colon", "[1:2]", 1, 3, "expected \",\" or \"]\", found \":\""},
    {"array: a member", "[\"a\":1]", 1, 5, "expected \",\" or \"]\", found \":\""},
    {"array: a semicolon", "[1;2]", 1, 3, "expected \",\" or \"]\", found \";\""},
    {"array: a comma after the end", "[1],", 1, 4, "expected the end of the file, found \",\""},
    {"array: unfinished item", "[1,tr", 1, 4, "\"tr\" is not a value; strings must be in double quotes"},
    {"array: not closed, over lines", "[1,\n2\n,3", 3, 3,
     "unexpected end of file: the \"[\" on line 1 is never closed"},
    {"object: a comma at the end", "{\"a\":1,}", 1, 7, "trailing comma before \"}\"; JSON does not allow it"},
    {"object: two commas", "{\"a\":1,,\"b\":2}", 1, 8, "expected a key in double quotes, found \",\""},
    {"object: a comma first", "{,\"a\":1}", 1, 2, "expected a key in double quotes or \"}\", found \",\""},
    {"object: no colon", "{\"a\" 1}", 1, 6, "expected \":\", found \"1\""},
    {"object: two colons", "{\"a\"::1}", 1, 6, "expected a value, found \":\""},
    {"object: an equals sign", "{\"a\"=1}", 1, 5, "expected \":\", found \"=\""},
    {"object: no value", "{\"a\":}", 1, 6, "expected a value, found \"}\""},
    {"object: no value and a comma", "{\"a\":,\"b\":1}", 1, 6, "expected a value, found \",\""},
    {"object: only a key", "{\"a\"}", 1, 5, "expected \":\", found \"}\""},
    {"object: a key and a comma", "{\"a\",\"b\":1}", 1, 5, "expected \":\", found \",\""},
    {"object: bare key", "{a:1}", 1, 2, "keys must be in double quotes in JSON"},
    {"object: single quotes", "{'a':1}", 1, 2, "strings must be in double quotes in JSON"},
    {"object: a number as key", "{1:1}", 1, 2, "expected a key in double quotes or \"}\", found \"1\""},
    {"object: null as key", "{null:1}", 1, 2, "keys must be in double quotes in JSON"},
    {"object: an array as key", "{[]:1}", 1, 2, "expected a key in double quotes or \"}\", found \"[\""},
    {"object: no comma", "{\"a\":1 \"b\":2}", 1, 8, "expected \",\" or \"}\", found \"\"\""},
    {"object: a value alone", "{1}", 1, 2, "expected a key in double quotes or \"}\", found \"1\""},
    {"object: a comment as key", "{/**/\"a\":1}", 1, 2, "comments are not allowed in JSON"},
    {"object: open after the key", "{\"a\"", 1, 5, "unexpected end of file: the \"{\" on line 1 is never closed"},
    {"object: open after the colon", "{\"a\":", 1, 6, "unexpected end of file: the \"{\" on line 1 is never closed"},
    {"object: text after it", "{\"a\":1}#", 1, 8, "comments are not allowed in JSON"},
    {"object: an emoji as key", "{😀:1}", 1, 2, "expected a key in double quotes or \"}\", found \"😀\""},
    {"number: zero first", "[01]", 1, 3, "a number cannot have leading zeros"},
    {"number: zero first after minus", "[-01]", 1, 4, "a number cannot have leading zeros"},
    {"number: two zeros", "[00]", 1, 3, "a number cannot have leading zeros"},
    {"number: plus", "[+1]", 1, 2, "a number cannot start with \"+\""},
    {"number: plus and point", "[+.5]", 1, 2, "a number cannot start with \"+\""},
    {"number: no digit before the point", "[.5]", 1, 2, "a number needs a digit before its decimal point"},
    {"number: minus and point", "[-.5]", 1, 2, "\"-.5\" is not a valid JSON number"},
    {"number: no digit after the point", "[1.]", 1, 2, "\"1.\" is not a valid JSON number"},
    {"number: no digit after the point, with exponent", "[1.e3]", 1, 2, "\"1.e3\" is not a valid JSON number"},
    {"number: no exponent", "[1e]", 1, 2, "\"1e\" is not a valid JSON number"},
    {"number: no exponent after its sign", "[1E+]", 1, 2, "\"1E\" is not a valid JSON number"},
    {"number: exponent with a point", "[1e2.5]", 1, 5, "expected \",\" or \"]\", found \".\""},
    {"number: two points", "[1.2.3]", 1, 5, "expected \",\" or \"]\", found \".\""},
    {"number: only minus", "[-]", 1, 2, "\"-\" is not a valid JSON number"},
    {"number: two signs", "[--1]", 1, 2, "\"-\" is not a valid JSON number"},
    {"number: minus and a word", "[-a]", 1, 2, "\"-a\" is not a valid JSON number"},
    {"number: a space after minus", "[- 1]", 1, 2, "\"-\" is not a valid JSON number"},
    {"number: hexadecimal", "[0x1F]", 1, 3, "expected \",\" or \"]\", found \"x1F\""},
    {"number: octal", "[0o17]", 1, 3, "expected \",\" or \"]\", found \"o17\""},
    {"number: a unit", "[12px]", 1, 4, "expected \",\" or \"]\", found \"px\""},
    {"number: full-width digit", "[１]", 1, 2, "\"１\" is not a value; strings must be in double quotes"},
    {"number: thousands", "[1,000]", 1, 5, "a number cannot have leading zeros"},
    {"number: underscore", "[1_000]", 1, 3, "expected \",\" or \"]\", found \"_000\""},
    {"number: an imaginary one", "[1i]", 1, 3, "expected \",\" or \"]\", found \"i\""},
    {"number: minus at the end", "-", 1, 1, "\"-\" is not a valid JSON number"},
    {"number: an exponent at the end", "1e", 1, 1, "\"1e\" is not a valid JSON number"},
    {"number: a suffix", "[1.5f]", 1, 5, "expected \",\" or \"]\", found \"f\""},
    {"number: a double exponent", "[1e2e3]", 1, 5, "expected \",\" or \"]\", found \"e3\""},
    {"string: not closed", "[\"a", 1, 2, "the string is never closed"},
    {"string: only a quote", "\"", 1, 1, "the string is never closed"},
    {"string: not closed after a backslash", "[\"a\\", 1, 2, "the string is never closed"},
    {"string: a quote that is escaped", "[\"\\\"]", 1, 2, "the string is never closed"},
    {"string: a line break", "[\"a\nb\"]", 1, 2, "the string does not end on its line; write a line break as \\n"},
    {"string: a carriage return", "[\"a\rb\"]", 1, 2, "the string does not end on its line; write a line break as \\n"},
    {"string: a tab", "[\"a\tb\"]", 1, 4, "control character in a string; write it as \\u0009"},
    {"string: a control character", "[\"\x01\"]", 1, 3, "control character in a string; write it as \\u0001"},
    {"string: unit separator", "[\"\x1f\"]", 1, 3, "control character in a string; write it as \\u001f"},
    {"string: a tab in a key", "{\"a\tb\":1}", 1, 4, "control character in a string; write it as \\u0009"},
    {"string: escaped x", "[\"\\x41\"]", 1, 3, "unknown escape \"\\x\" in a string"},
    {"string: escaped a", "[\"\\a\"]", 1, 3, "unknown escape \"\\a\" in a string"},
    {"string: an escaped single quote", "[\"\\'\"]", 1, 3, "unknown escape \"\\'\" in a string"},
    {"string: an escaped digit", "[\"\\0\"]", 1, 3, "unknown escape \"\\0\" in a string"},
    {"string: an escaped space", "[\"\\ \"]", 1, 3, "unknown escape \"\\ \" in a string"},
    {"string: an escaped line break", "[\"a\\\nb\"]", 1, 4, "unknown escape \"\\\\u000a\" in a string"},
    {"string: an escaped character of Han", "[\"\\图\"]", 1, 3, "unknown escape \"\\图\" in a string"},
    {"string: an escaped emoji", "[\"\\😀\"]", 1, 3, "unknown escape \"\\😀\" in a string"},
    {"string: upper-case U", "[\"\\U0041\"]", 1, 3, "unknown escape \"\\U\" in a string"},
    {"string: u without digits", "[\"\\u\"]", 1, 3, "\"\\u\" must be followed by four hexadecimal digits"},
    {"string: u with three digits", "[\"\\u123\"]", 1, 3, "\"\\u\" must be followed by four hexadecimal digits"},
    {"string: u with another letter", "[\"\\u12G4\"]", 1, 3, "\"\\u\" must be followed by four hexadecimal digits"},
    {"string: u with a brace", "[\"\\u{41}\"]", 1, 3, "\"\\u\" must be followed by four hexadecimal digits"},
    {"string: half an escape at the end", "[\"\\u00", 1, 3, "\"\\u\" must be followed by four hexadecimal digits"},
    {"string: an escape cut after half a pair", "[\"\\ud83d\\u\"]", 1, 9,
     "\"\\u\" must be followed by four hexadecimal digits"},
    {"string: half a pair and a bad escape", "[\"\\ud83d\\x\"]", 1, 9, "unknown escape \"\\x\" in a string"},
    {"string: escaped NUL", "[\"\\u0000\"]", 1, 2, "a string cannot contain \\u0000"},
    {"string: escaped NUL within", "[\"a\\u0000b\"]", 1, 2, "a string cannot contain \\u0000"},
    {"string: escaped NUL in a key", "{\"\\u0000\":1}", 1, 2, "a string cannot contain \\u0000"},
    {"string: a backtick", "[`a`]", 1, 2, "expected a value or \"]\", found \"`\""},
    {"string: a typographic quote", "[“a”]", 1, 2, "\"“a”\" is not a value; strings must be in double quotes"},
    {"string: two that touch", "[\"a\"\"b\"]", 1, 5, "expected \",\" or \"]\", found \"\"\""},
    {"string: an escape outside", "[\\n]", 1, 2, "expected a value or \"]\", found \"\\\""},
    {"encoding: a byte that begins nothing", "[\"\xff\"]", 1, 3,
     "byte 0xff is not valid UTF-8; save the file as UTF-8"},
    {"encoding: a byte that only continues", "[\"\x80\"]", 1, 3,
     "byte 0x80 is not valid UTF-8; save the file as UTF-8"},
    {"encoding: a character cut short", "[\"\xe5\x9b\"]", 1, 3, "byte 0xe5 is not valid UTF-8; save the file as UTF-8"},
    {"encoding: cut short at the end", "[\"\xe5", 1, 3, "byte 0xe5 is not valid UTF-8; save the file as UTF-8"},
    {"encoding: Latin-1", "[\"\xe9\"]", 1, 3, "byte 0xe9 is not valid UTF-8; save the file as UTF-8"},
    {"encoding: overlong slash", "[\"\xc0\xaf\"]", 1, 3, "byte 0xc0 is not valid UTF-8; save the file as UTF-8"},
    {"encoding: overlong, three bytes", "[\"\xe0\x80\xaf\"]", 1, 3,
     "byte 0xe0 is not valid UTF-8; save the file as UTF-8"},
    {"encoding: a surrogate", "[\"\xed\xa0\x80\"]", 1, 3, "byte 0xed is not valid UTF-8; save the file as UTF-8"},
    {"encoding: above U+10FFFF", "[\"\xf4\x90\x80\x80\"]", 1, 3,
     "byte 0xf4 is not valid UTF-8; save the file as UTF-8"},
    {"encoding: five bytes", "[\"\xf8\x88\x80\x80\x80\"]", 1, 3,
     "byte 0xf8 is not valid UTF-8; save the file as UTF-8"},
    {"encoding: a bad byte outside strings", "[1\xe5]", 1, 3, "byte 0xe5 is not valid UTF-8; save the file as UTF-8"},
    {"encoding: a bad byte in a key", "{\"\xb9\":0}", 1, 3, "byte 0xb9 is not valid UTF-8; save the file as UTF-8"},
};

typedef struct Half {
  const char *text, *written;
  unsigned columns[3]; /* of the warnings; 0 for none */
} Half;

static const Half halves[] = {
    {"[\"\\ud800x\"]", "[\"\uFFFDx\"]", {3}},
    {"[\"\\udc00\"]", "[\"\uFFFD\"]", {3}},
    {"[\"\\uDBFF\"]", "[\"\uFFFD\"]", {3}},
    {"[\"\\ud800\\ud801\"]", "[\"\uFFFD\uFFFD\"]", {3, 9}},
    {"[\"\\ude00\\ud83d\"]", "[\"\uFFFD\uFFFD\"]", {3, 9}},
    {"[\"\\ud83d\\ud83d\\ude00\"]", "[\"\uFFFD😀\"]", {3}},
    {"[\"\\ud83d\\ude00\\ude00\"]", "[\"😀\uFFFD\"]", {15}},
    {"[\"\\ud83d\\u0041\"]", "[\"\uFFFDA\"]", {3}},
    {"[\"\\ud83d\\n\"]", "[\"\uFFFD\\n\"]", {3}},
    {"[\"\\ud83d\\\\ude00\"]", "[\"\uFFFD\\\\ude00\"]", {3}},
    {"[\"a\", \"图\\ud800\", 1.5, \"b\\n\"]", "[\"a\",\"图\uFFFD\",1.5,\"b\\n\"]", {9}},
    {"{\"\\ud800\": 1.5, \"b\": \"c\"}", "{\"\uFFFD\":1.5,\"b\":\"c\"}", {3}},
    {"{\"\\ud800\": 1, \"\\ud801\": 2}", "{\"\uFFFD\":2}", {3, 16}},
};

static Arena *arena;
static Messages *messages;

static const Json *parse(const char *text, size_t length) {
  char *copy = arena_alloc(arena, length + 1);
  memcpy(copy, text, length);
  Source *source = arena_new(arena, Source);
  *source = (Source){.name = "t.json", .text = copy, .length = length};
  messages = messages_create(arena, false);
  return json_parse(source, messages, arena);
}

/* Bulk data are read token by token, without a tree: the verdict is the same. Bytes that are not UTF-8 do not get that far. */
static void assert_scan_agrees(const char *name, const char *text, bool good) {
  Messages *own = messages_create(arena, false);
  Source source = {.name = "t.json", .text = text, .length = strlen(text)};
  JsonScan scan;
  if (!g_utf8_validate(text, -1, NULL)) return;
  json_scan_open(&scan, &source, false, own);
  for (JsonToken token; json_scan_next(&scan, &token);) continue;
  if (scan.failed == good) g_error("%s", name);
  g_assert_cmpuint(messages_error_count(own), ==, messages_error_count(messages));
  for (size_t i = 0; i < messages_count(own); i++)
    g_assert_cmpstr(messages_text(own, i, NULL), ==, messages_text(messages, i, NULL));
  if (scan.unescaped) g_string_free(scan.unescaped, TRUE);
}

static void test_what_the_grammar_allows_is_accepted(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(accepted); i++) {
    const Accepted *row = &accepted[i];
    const Json *json = parse(row->text, strlen(row->text));
    char *written = json ? json_to_text(arena, json) : NULL;
    if (g_strcmp0(written, row->written) != 0 || messages_error_count(messages))
      g_error("%s: %s", row->name, written ? written : messages_text(messages, 0, NULL));
    assert_scan_agrees(row->name, row->text, true);
    /* What was written reads as the same. */
    g_assert_true(json_equal(json, parse(written, strlen(written))));
  }
}

static void test_all_else_is_refused_with_its_place(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
    const Refused *row = &refused[i];
    const Json *json = parse(row->text, strlen(row->text));
    char *start = g_strdup_printf("t.json:%u:%u: error: ", row->line, row->column),
         *shown = messages_to_string(messages);
    if (json || messages_count(messages) != 1 || !g_str_has_prefix(shown, start) ||
        strcmp(messages_text(messages, 0, NULL), row->message) != 0)
      g_error("%s: %s", row->name, json ? json_to_text(arena, json) : shown);
    assert_scan_agrees(row->name, row->text, false);
    g_free(start);
    g_free(shown);
  }
}

static void test_half_a_surrogate_pair_is_replaced_with_a_warning(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(halves); i++) {
    const Half *row = &halves[i];
    const Json *json = parse(row->text, strlen(row->text));
    g_assert_cmpstr(json_to_text(arena, json), ==, row->written);
    GString *expected = g_string_new(NULL);
    char *shown = messages_to_string(messages);
    size_t count = 0;
    for (; row->columns[count]; count++) {
      g_string_printf(expected, "t.json:1:%u: warning: ", row->columns[count]);
      if (!strstr(shown, expected->str)) g_error("%s: %s", row->text, shown);
      g_assert_true(g_str_has_suffix(messages_text(messages, count, NULL),
                                     "is half of a surrogate pair; it is replaced by U+FFFD"));
    }
    size_t found = 0;
    MessageInfo message;
    for (size_t k = 0; messages_at(messages, k, &message); k++) found += strcmp(message.code, "W142") == 0;
    g_assert_cmpuint(found, ==, count);
    assert_scan_agrees(row->text, row->text, true);
    g_string_free(expected, TRUE);
    g_free(shown);
  }
  const Json *json = parse("\"\\uDc00\"", 8);
  g_assert_cmpstr(messages_text(messages, 0, NULL), ==,
                  "\"\\uDc00\" is half of a surrogate pair; it is replaced by U+FFFD");
  g_assert_cmpuint(json_place(json).length, ==, 8);
}

static double number_in(const char *text) {
  const Json *json = json_at(parse(text, strlen(text)), 0);
  g_assert_true(json_is(json, JSON_NUMBER));
  return json->number;
}

/* The RFC sets no limits; these are those of doubles, as in JavaScript. */
static void test_numbers_of_any_length_are_read_exactly(void) {
  g_assert_true(isinf(number_in("[1e400]")));
  g_assert_true(isinf(number_in("[-123123e100000]")) && number_in("[-123123e100000]") < 0);
  g_assert_true(signbit(number_in("[-0]")) && signbit(number_in("[-0.0]")));
  /* Just above halfway between 1 and the next double: 1 + 2⁻⁵³ + 10⁻²⁰⁰⁰. */
  GString *text = g_string_new("[1.00000000000000011102230246251565404236316680908203125");
  g_assert_cmpfloat(number_in("[1.00000000000000011102230246251565404236316680908203125]"), ==, 1);
  for (int i = 0; i < 2000; i++) g_string_append_c(text, '0');
  g_string_append(text, "1]");
  g_assert_cmpfloat(number_in(text->str), ==, 1.0000000000000002);
  g_string_assign(text, "[1");
  for (int i = 0; i < 2000; i++) g_string_append_c(text, '0');
  g_string_append(text, "e-2000,2]");
  g_assert_cmpfloat(number_in(text->str), ==, 1);
  g_assert_cmpfloat(json_number(json_at(parse(text->str, text->len), 1), 0), ==, 2);
  g_string_free(text, TRUE);
}

static void nest(GString *text, const char *open, const char *inside, const char *close, int depth) {
  g_string_truncate(text, 0);
  for (int i = 0; i < depth; i++) g_string_append(text, open);
  g_string_append(text, inside);
  for (int i = 0; i < depth; i++) g_string_append(text, close);
}

static void test_depth_ends_at_512(void) {
  GString *text = g_string_new(NULL);
  nest(text, "[", "", "]", 512);
  g_assert_cmpstr(json_to_text(arena, parse(text->str, text->len)), ==, text->str);
  nest(text, "{\"a\":", "1", "}", 512);
  g_assert_cmpstr(json_to_text(arena, parse(text->str, text->len)), ==, text->str);
  nest(text, "{\"a\":[", "1", "]}", 257);
  g_assert_null(parse(text->str, text->len));
  g_assert_cmpstr(messages_text(messages, 0, NULL), ==, "nested deeper than 512 levels");
  nest(text, "[", "", "", 100000);
  g_assert_null(parse(text->str, text->len));
  char *shown = messages_to_string(messages);
  g_assert_true(g_str_has_prefix(shown, "t.json:1:513: error: nested deeper than 512 levels"));
  g_free(shown);
  g_string_free(text, TRUE);
}

static void test_a_nul_byte_is_refused_wherever_it_stands(void) {
  static const char *const texts[] = {"\0", "[\0]", "[1]\0", "[\"\0\"]"};
  static const size_t lengths[] = {1, 3, 4, 5};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_assert_null(parse(texts[i], lengths[i]));
    g_assert_cmpstr(messages_text(messages, 0, NULL), ==, "NUL byte in a text file");
  }
  static const char utf16[] = "\xff\xfe[\0]\0", utf16_big[] = "\xfe\xff\0[\0]";
  g_assert_null(parse(utf16, 6));
  g_assert_cmpstr(messages_text(messages, 0, NULL), ==, "the file is UTF-16; save it as UTF-8");
  g_assert_null(parse(utf16_big, 6));
  g_assert_cmpstr(messages_text(messages, 0, NULL), ==, "the file is UTF-16; save it as UTF-8");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  g_test_add_func("/json/rfc8259/accepted", test_what_the_grammar_allows_is_accepted);
  g_test_add_func("/json/rfc8259/refused", test_all_else_is_refused_with_its_place);
  g_test_add_func("/json/rfc8259/half-a-pair", test_half_a_surrogate_pair_is_replaced_with_a_warning);
  g_test_add_func("/json/rfc8259/numbers", test_numbers_of_any_length_are_read_exactly);
  g_test_add_func("/json/rfc8259/depth", test_depth_ends_at_512);
  g_test_add_func("/json/rfc8259/nul", test_a_nul_byte_is_refused_wherever_it_stands);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
