namespace Vimage.Proof;

/// <summary>Who has added a member that only the build after has.</summary>
public enum AddedBy
{
    /// <summary>The generator: accessors, views, hooks. Expected.</summary>
    Vimage,

    /// <summary>The compiler: an embedded attribute, a helper of its own. Expected.</summary>
    Compiler,

    /// <summary>Neither; so it is a change of the program.</summary>
    Program,
}
