using Vimage.Net;

namespace Vimage.Admin.Serving;

/// <summary>The process's network stack, if it has one: looking must not give it one.</summary>
internal static class NetworkStack
{
    // The module of the interfaces, which is registered when the process first uses the stack.
    private const string Module = "net";

    internal static bool IsThere => VnetModules.Registered.Contains(Module);

    internal static void ThrowUnlessThere()
    {
        if (!IsThere)
        {
            throw AdminScope.Failure("EPROTONOSUPPORT", null, "This process has used no network stack yet; its vnets have no interfaces.");
        }
    }

    /// <summary>Returns how many interfaces a vnet has; none if it is being destroyed, and can't be entered.</summary>
    internal static int CountInterfaces(Vnet vnet)
    {
        try
        {
            using (vnet.EnterSync())
            {
                return Ifnet.Count;
            }
        }
        catch (ObjectDisposedException)
        {
            return 0;
        }
    }
}
