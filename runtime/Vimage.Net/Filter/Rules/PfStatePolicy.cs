namespace Vimage.Net;

/// <summary>Whether the packet that a rule lets pass opens the way for those that belong to it.</summary>
public enum PfStatePolicy
{
    /// <summary>It does, as far as its protocol has something to belong to. (<c>keep state</c>)</summary>
    Keep,

    /// <summary>Each packet is looked at by itself. (<c>no state</c>)</summary>
    None,
}
