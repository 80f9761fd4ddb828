/* base/encoding_guess.c: what bytes that are not UTF-8 look like.
 *
 * A sample is decoded in each of the usual encodings. Those of East Asia share most of their bytes, so that any of them may fit;
 * the one whose decoded text has the largest share of the commonest characters of its languages is taken. Text half of
 * whose bytes above ASCII are single, between ASCII, is Western European.
 */
#include "base/encoding.h"
#include <errno.h>
#include <string.h>

enum { SAMPLE = 1 << 16 };

typedef struct Candidate {
  const char *name, *iconv;
  const char *common; /* characters that text in its languages is full of */
} Candidate;

static const char simplified[] = "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之"
                                 "过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手"
                                 "用主行方又如前所本见经头面公同三已老从动两长月号市区县省城州京海北南东西江河山湖广人"
                                 "口名称数量金额总合计产品销售价格单位编类型企业工农商业值率比增分组别姓"
                                 "性男女温度雨重庆津深圳杭武汉";
static const char traditional[] = "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之"
                                  "過家學對可裡後小麼心多天而能好都然沒日於起還發成事只作當想看文無開手"
                                  "用主行方又如前所本見經頭面公同三已老從動兩長月號市區縣省城州京海北南東西江河山湖廣人"
                                  "口名稱數量金額總合計產品銷售價格單位編類型企業工農商業值率比增分組別姓"
                                  "性男女溫度雨重臺灣高雄新竹桃園香港";
static const char japanese[] = "のにはをたがでてとしれさるいあなもすらりまこきかうくつけえそちよみせおわめろひどじばだ"
                               "ゆんっょゃゅアイウエオカキクケコサシスセソタチテトナニハフマミムメモラリルレロン"
                               "ーグドプスデジ日本東京大阪県市区町人口年月数量名金額合計売上商品都道府北海札幌";
static const char korean[] = "이다는의에을가고한하로은지도어사서를인아나대리시자기해수스정일과보전부장제상성원서울산구"
                             "동군경남북광주인천도시년월수량금액명합계매출품목그여러것들와라만게"
                             "면으니조공국민회서업거오무실트연";

static const Candidate candidates[] = {
    {"gb18030", "GB18030", simplified}, {"shift_jis", "CP932", japanese}, {"big5", "BIG5-HKSCS", traditional},
    {"euc-kr", "CP949", korean},        {"euc-jp", "EUC-JP", japanese},
};

/* The sample as text; NULL if it is not valid in the encoding. A character cut by its end is let pass. */
static char *decode(const char *bytes, size_t length, const char *iconv) {
  GIConv converter = g_iconv_open("UTF-8", iconv);
  if (converter == (GIConv)-1) return NULL; /* NOLINT(performance-no-int-to-ptr): GLib's own value */
  gsize left = length, space = 4 * length;
  char *from = (char *)bytes, *text = g_malloc(space + 1), *to = text;
  bool valid = g_iconv(converter, &from, &left, &to, &space) != (gsize)-1 || errno == EINVAL;
  g_iconv_close(converter);
  *to = '\0';
  if (valid) return text;
  g_free(text);
  return NULL;
}

/* The share of common characters in those above ASCII. */
static double share_of_common(const char *text, const char *common) {
  size_t all = 0, hits = 0;
  for (const char *at = text; *at; at = g_utf8_next_char(at)) {
    if ((unsigned char)*at < 0x80) continue;
    char character[8] = {0};
    memcpy(character, at, (size_t)(g_utf8_next_char(at) - at));
    all++;
    hits += strstr(common, character) != NULL;
  }
  return all ? (double)hits / (double)all : 0;
}

static bool is_western(const char *bytes, size_t length) {
  size_t high = 0, alone = 0;
  for (size_t i = 0; i < length; i++) {
    if ((unsigned char)bytes[i] < 0x80) continue;
    bool before = i && (unsigned char)bytes[i - 1] >= 0x80,
         after = i + 1 < length && (unsigned char)bytes[i + 1] >= 0x80;
    high++;
    alone += !before && !after;
  }
  return 2 * alone >= high;
}

const char *encoding_guess(const char *bytes, size_t length) {
  length = MIN(length, (size_t)SAMPLE);
  if (memchr(bytes, 0, length)) return NULL;
  const char *best = NULL;
  double best_share = 0;
  bool western = is_western(bytes, length);
  for (size_t i = 0; i < G_N_ELEMENTS(candidates); i++) {
    char *text = decode(bytes, length, candidates[i].iconv);
    double share = text ? share_of_common(text, candidates[i].common) : 0;
    g_free(text);
    if (share <= best_share) continue;
    best_share = share;
    best = candidates[i].name;
  }
  return western && best_share < 0.5 ? "windows-1252" : best;
}
