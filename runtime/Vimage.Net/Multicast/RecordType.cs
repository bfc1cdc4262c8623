namespace Vimage.Net;

/// <summary>What a record of a report says of a group (RFC 3376, 4.2.12; RFC 3810, 5.2.12).</summary>
internal enum RecordType : byte
{
    ModeIsInclude = 1,
    ModeIsExclude = 2,
    ChangeToInclude = 3,
    ChangeToExclude = 4,
    AllowNewSources = 5,
    BlockOldSources = 6,
}
