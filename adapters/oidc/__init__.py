"""OpenID Connect: how a person signs in with the national application, and a provider for demonstrations."""
