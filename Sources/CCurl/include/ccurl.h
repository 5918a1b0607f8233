// libcurl made callable from Swift: its variadic calls with types.
#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>

CURLcode cc_global_init(void);

CURLcode cc_set_long(CURL *handle, CURLoption option, long value);
CURLcode cc_set_offset(CURL *handle, CURLoption option, curl_off_t value);
CURLcode cc_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode cc_set_pointer(CURL *handle, CURLoption option, void *value);

/// The body and the header lines go to these; less than what was offered ends the transfer.
typedef size_t (*cc_data_function)(char *data, size_t size, size_t count, void *user);
CURLcode cc_set_body_function(CURL *handle, cc_data_function function, void *user);
CURLcode cc_set_header_function(CURL *handle, cc_data_function function, void *user);

typedef int (*cc_progress_function)(void *user, curl_off_t down_total, curl_off_t down,
                                    curl_off_t up_total, curl_off_t up);
CURLcode cc_set_progress_function(CURL *handle, cc_progress_function function, void *user);

CURLMcode cc_multi_set_long(CURLM *multi, CURLMoption option, long value);

/// 0 where libcurl does not say.
long cc_info_long(CURL *handle, CURLINFO info);

/// The result of a finished transfer.
CURLcode cc_message_result(const CURLMsg *message);

#endif
