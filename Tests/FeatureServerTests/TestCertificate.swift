/// A certificate that signs itself and its key, of `localhost` for a hundred years from 2026-11-26: for these tests and nothing else.
enum TestCertificate {
    static let chain = """
        -----BEGIN CERTIFICATE-----
        MIIBmzCCAUGgAwIBAgIUFztYEBoGleKx4P9Podl63bQWVuQwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNjA2MzMxNloYDzIxMjYxMTAy
        MDYzMzE2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAAQs2MjB7bZdYKBTw2ViXmWfeEldwISP9w2myAmbLhzgnJGBPRisASn1
        A0+9k9cXec1Z1+7h2oj33nAee+h1usVSo28wbTAdBgNVHQ4EFgQUGnCZsegXLmA1
        DlYtFxGXvzrWT/kwHwYDVR0jBBgwFoAUGnCZsegXLmA1DlYtFxGXvzrWT/kwDwYD
        VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
        zj0EAwIDSAAwRQIhAOxwBtz9GQpawsyjvLW4Z0Hq5of3JJOUB1Hu3RVD3SEDAiBu
        6AD4IO/TWFVaQCjg8h7lIoPIJRhPfzyVPz9k+uVlqw==
        -----END CERTIFICATE-----

        """
    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgxKpxARJqEiV5YAor
        5B42MY+8blawoujySalubskIjmyhRANCAAQs2MjB7bZdYKBTw2ViXmWfeEldwISP
        9w2myAmbLhzgnJGBPRisASn1A0+9k9cXec1Z1+7h2oj33nAee+h1usVS
        -----END PRIVATE KEY-----

        """
}
