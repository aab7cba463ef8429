namespace Weir.Wire.Http1;

/// <summary>
/// Every way a peer can be wrong in a head. What each one says and which status it is answered with: <see
/// cref="RejectTable"/>.
/// </summary>
public enum Reject : byte
{
    None,

    // The request line.
    MethodByte,
    TargetMissing,
    TargetByte,
    TargetForm,
    VersionMissing,
    VersionSyntax,
    VersionUnsupported,

    // The status line.
    StatusVersion,
    StatusCode,
    ReasonByte,

    // The fields.
    FieldNameEmpty,
    FieldNameByte,
    SpaceBeforeColon,
    ColonMissing,
    FoldedLine,
    BareCarriageReturn,
    ValueByte,
    TooManyFields,
    HeadTooLong,

    // What the fields say together.
    ContentLengthSyntax,
    ContentLengthOverflow,
    ContentLengthConflict,
    TransferEncodingVersion,
    TransferEncodingUnknown,
    TransferEncodingRepeated,
    ChunkedNotLast,
    HostRepeated,
    HostByte,
    HostUnlikeTarget,
    BodyInConnect,
    BodyInOldRequest,
}
