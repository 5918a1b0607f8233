#include "ccurl.h"

CURLcode cc_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

CURLcode cc_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

CURLcode cc_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}

CURLcode cc_set_string(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

CURLcode cc_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

CURLcode cc_set_body_function(CURL *handle, cc_data_function function, void *user) {
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, user);
  return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, function);
}

CURLcode cc_set_header_function(CURL *handle, cc_data_function function, void *user) {
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, user);
  return curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, function);
}

CURLcode cc_set_progress_function(CURL *handle, cc_progress_function function, void *user) {
  curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(handle, CURLOPT_XFERINFODATA, user);
  return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, function);
}

CURLMcode cc_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

long cc_info_long(CURL *handle, CURLINFO info) {
  long value = 0;
  return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}

CURLcode cc_message_result(const CURLMsg *message) { return message->data.result; }
