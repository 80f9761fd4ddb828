# Writes the file IN as a C string constant NAME into OUT.
file(READ ${IN} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
file(WRITE ${OUT} "extern const char ${NAME}[];\nextern const unsigned long ${NAME}_length;\nconst char ${NAME}[] = {${bytes}0};\nconst unsigned long ${NAME}_length = sizeof ${NAME} - 1;\n")
