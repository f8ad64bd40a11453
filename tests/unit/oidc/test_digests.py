from adapters.oidc.digests import access_token_hash, s256_challenge


def test_challenge_is_the_one_in_rfc_7636_appendix_b() -> None:
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert s256_challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_access_token_hash_is_the_one_in_openid_connect_core_appendix_a() -> None:
    access_token = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"
    assert access_token_hash(access_token) == "77QmUPtjPfzWtF2AnpK9RQ"
