namespace Vimage;

/// <summary>What a virtualized variable is compiled to: the MSBuild property <c>VimageMode</c>.</summary>
internal enum VimageMode
{
    /// <summary>The plain static field itself.</summary>
    Globals,

    /// <summary>A field of one global state struct per module.</summary>
    Struct,

    /// <summary>A field of the current vnet's state struct.</summary>
    Instance,
}
