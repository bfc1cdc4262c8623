namespace Vimage.Net;

/// <summary>What a set of rules has in a certain order: rules that let pass and block, and anchors.</summary>
public abstract record PfStatement : PfMatch
{
    /// <summary>Gets a value indicating whether nothing behind it is looked at for a packet that it matches. (<c>quick</c>)</summary>
    public bool IsQuick { get; init; }

    private protected string DirectionText => Direction switch
    {
        PacketDirection.In => " in",
        PacketDirection.Out => " out",
        _ => "",
    };
}
