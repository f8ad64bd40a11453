"""What a municipality's and the operator's people do, once for interface and pages: who may, and what is written down."""
