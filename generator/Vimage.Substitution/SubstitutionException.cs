namespace Vimage.Substitution;

/// <summary>An assembly that the substitution can't work on. Nothing has been changed.</summary>
public sealed class SubstitutionException : Exception
{
    /// <summary>The file can't be read or written.</summary>
    public const string FileCode = "VIM0910";

    /// <summary>The file is no assembly of IL alone.</summary>
    public const string NotManagedCode = "VIM0911";

    /// <summary>The file's metadata or IL is malformed.</summary>
    public const string MalformedCode = "VIM0912";

    /// <summary>The file carries a signature over its content.</summary>
    public const string SignedCode = "VIM0913";

    internal SubstitutionException(string code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>Gets the diagnostic's code, <c>VIM09xx</c>.</summary>
    public string Code { get; }
}
