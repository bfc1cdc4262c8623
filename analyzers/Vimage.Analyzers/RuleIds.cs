namespace Vimage.Analyzers;

/// <summary>The ids of all rules. An id that was once released is never used again for something else.</summary>
internal static class RuleIds
{
    internal const string TypeNotPartial = "VIM0001";
    internal const string MarkOnUnsupportedMember = "VIM0002";
    internal const string ThreadStaticMark = "VIM0003";
    internal const string TypeCannotBeModule = "VIM0004";
    internal const string NameCollision = "VIM0005";
    internal const string MarkNotRecognized = "VIM0006";
    internal const string ArgumentNotLiteral = "VIM0007";
    internal const string MalformedHook = "VIM0008";
    internal const string NotRepeatable = "VIM0009";
    internal const string NothingGenerated = "VIM0010";
    internal const string StaticConstructorWrites = "VIM0011";
    internal const string VolatileByRef = "VIM0012";
    internal const string MissingUninit = "VIM0013";
    internal const string UnknownDependency = "VIM0014";
    internal const string DependencyCycle = "VIM0015";
    internal const string DuplicateModule = "VIM0016";
    internal const string ReservedName = "VIM0017";
    internal const string UnreachableName = "VIM0018";
    internal const string AsyncLocalMark = "VIM0019";
    internal const string MalformedStateStruct = "VIM0020";
    internal const string IgnoredByRef = "VIM0021";

    internal const string RawUse = "VIM0101";
    internal const string MutationOfCopy = "VIM0102";
    internal const string AddressOfValue = "VIM0103";
    internal const string NotAVnet = "VIM0104";
    internal const string NeedlessByRef = "VIM0105";
    internal const string ByRefAcrossAwait = "VIM0106";
    internal const string Hoist = "VIM0107";

    internal const string ScopeNotDisposed = "VIM0201";
    internal const string SyncScopeAroundFlow = "VIM0202";
    internal const string VnetNotCaptured = "VIM0203";
    internal const string StaticTimer = "VIM0204";
    internal const string Finalizer = "VIM0205";
    internal const string StaticEvent = "VIM0206";
    internal const string RefOverSwitch = "VIM0207";
    internal const string LeakedValue = "VIM0208";
    internal const string SharedCache = "VIM0209";

    internal const string UnclassifiedStatic = "VIM0301";
    internal const string SuggestedClass = "VIM0302";
    internal const string StaleLine = "VIM0303";
    internal const string GateFileFault = "VIM0304";
    internal const string UnauditedLimit = "VIM0305";

    internal const string InvalidMode = "VIM0901";
    internal const string LanguageTooOld = "VIM0902";
    internal const string InvalidSetting = "VIM0903";
    internal const string MixedModes = "VIM0904";
}
