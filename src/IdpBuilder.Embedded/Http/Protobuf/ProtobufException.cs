namespace IdpBuilder.Embedded.Http.Protobuf;

/// <summary>Bytes that are no protobuf of the expected type; the message is what a client reads.</summary>
internal sealed class ProtobufException(string message, Exception? inner = null) : Exception(message, inner);
