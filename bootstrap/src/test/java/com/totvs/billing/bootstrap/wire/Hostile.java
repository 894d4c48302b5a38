package com.totvs.billing.bootstrap.wire;

import com.google.protobuf.ByteString;
import java.util.Optional;
import java.util.Set;

/// A request that must be refused.
///
/// @param what what is hostile about it
/// @param method the method it calls, `package.Service/Method`
/// @param token the whole value of `authorization`; empty for none
/// @param message the bytes of the message
/// @param expected what it may be told: a code, with the reason where there is one
record Hostile(
    String what, String method, Optional<String> token, ByteString message, Set<String> expected) {}
