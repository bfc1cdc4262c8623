namespace Vimage;

/// <summary>What a vnet owns, in the order in which a teardown stops it.</summary>
/// <seealso cref="Vnet.Own(IDisposable, VnetResourceKind, string)"/>
public enum VnetResourceKind
{
    /// <summary>Something lent to the vnet, which goes home before anything else. Disposing returns it.</summary>
    Loan,

    /// <summary>A timer. Stopping waits for callbacks that run.</summary>
    Timer,

    /// <summary>Something that the outside reaches the vnet by, such as a socket.</summary>
    Endpoint,

    /// <summary>A task. Nothing but the vnet's token stops it; the teardown waits for it.</summary>
    Task,

    /// <summary>A flow of control that is inside the vnet: a call of <c>RunAsync</c>, or with <c>VimageDebug</c> a scope.</summary>
    Flow,

    /// <summary>Anything else: disposed after the modules, the last first.</summary>
    Disposable,
}
