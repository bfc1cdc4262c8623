using System.Reflection;
using System.Runtime.CompilerServices;

namespace Vimage.Proof.Lister;

/// <summary>Tells what the addresses in a listing are of, as far as reflection knows. Asked after everything is compiled.</summary>
internal static class Addresses
{
    internal const string Handle = "handle";
    internal const string ArrayHandle = "array handle";
    internal const string TypeObject = "object";
    internal const string Entry = "entry";
    internal const string Literal = "literal";

    /// <summary>Returns the addresses of a type: its handle, that of an array of it, and of the object that <c>typeof</c> gives.</summary>
    internal static IEnumerable<ManifestEntry> OfType(int item, Module module, int token)
    {
        Type type;
        try
        {
            type = module.ResolveType(token);
        }
        catch (Exception fault) when (Program.IsLoadFault(fault))
        {
            return [];
        }

        if (type.ContainsGenericParameters)
        {
            return [];
        }

        List<ManifestEntry> found = [AddressEntry(item, type.TypeHandle.Value, Handle), AddressEntry(item, AddressOf(type), TypeObject)];
        if (!type.IsByRefLike && type != typeof(void) && !type.IsByRef)
        {
            found.Add(AddressEntry(item, type.MakeArrayType().TypeHandle.Value, ArrayHandle));
        }

        return found;
    }

    /// <summary>Returns the address of the object that a string literal is.</summary>
    internal static IEnumerable<ManifestEntry> OfLiteral(int item, Module module, int token) =>
        string.IsInterned(module.ResolveString(token)) is { } literal ? [AddressEntry(item, AddressOf(literal), Literal)] : [];

    /// <summary>Returns the address that calls and delegates of a method use.</summary>
    internal static ManifestEntry OfMethod(int item, MethodBase method) =>
        AddressEntry(item, method.MethodHandle.GetFunctionPointer(), Entry);

    private static ManifestEntry AddressEntry(int item, nint address, string text) =>
        new(ManifestEntryKind.Address, item, address, "", text);

    // Right for the objects that code names by address: those don't move.
    private static nint AddressOf(object value) => Unsafe.As<object, nint>(ref value);
}
