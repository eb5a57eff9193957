/** A certificate for localhost that is not trusted, and its key, which protects nothing: made for tests, valid for a century. */
export const selfSigned = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUXnYLStyeecFw8l2PjOjB/wzbVyswCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzE4MzcwM1oYDzIxMjYxMDMw
MTgzNzAzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATHUgpt3TZzQ1/htOeRTTgjfjoQco6yrprKVZ7VFfpOjY6wY/Rz2k2k
shI3UYnb0TtI8tT4gR6GqH7gDlnHzoZ6o28wbTAdBgNVHQ4EFgQUefkYTk+EC16f
gXLLaVeKSEpdF/YwHwYDVR0jBBgwFoAUefkYTk+EC16fgXLLaVeKSEpdF/YwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhAOtpuF68++AgFvRhJaJyEXKrxZ2WJKOrJlv0Q/XleCceAiBU
L4U6Z681vlj17Q1WB4NRqMrWobzucKHoqyzmt5QcmQ==
-----END CERTIFICATE-----`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgqv8Y73nIiek0jxni
TgmMwr7DY9tiU5MyTW3rO5WqN3WhRANCAATHUgpt3TZzQ1/htOeRTTgjfjoQco6y
rprKVZ7VFfpOjY6wY/Rz2k2kshI3UYnb0TtI8tT4gR6GqH7gDlnHzoZ6
-----END PRIVATE KEY-----`,
};
