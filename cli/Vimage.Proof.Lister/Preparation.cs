using System.Reflection;
using System.Runtime.CompilerServices;

namespace Vimage.Proof.Lister;

/// <summary>A method ready to be compiled, or why it can't be.</summary>
/// <param name="Item">Its number in the plan.</param>
/// <param name="Instantiation">The type arguments as text; nothing for a method that is not generic.</param>
/// <param name="Method">The method, or <see langword="null"/>.</param>
/// <param name="Arguments">The type arguments of the type, then of the method.</param>
/// <param name="Problem">Why there is no method.</param>
internal sealed record Preparation(int Item, string Instantiation, MethodBase? Method, Type[] Arguments, string Problem)
{
    /// <summary>Finds what to compile for a method: itself, or its representative instantiations.</summary>
    internal static IEnumerable<Preparation> Of(int item, Module module, int token, RepresentativeTypes representatives)
    {
        MethodBase definition;
        try
        {
            definition = module.ResolveMethod(token)!;
            if (!definition.ContainsGenericParameters)
            {
                return [new Preparation(item, "", definition, [], "")];
            }
        }
        catch (Exception fault) when (Program.IsLoadFault(fault))
        {
            return [NotPossible(item, fault.Message)];
        }

        Preparation[] found = [.. representatives.InstantiationsOf(definition).Select(each => new Preparation(
            item, string.Join(",", each.Arguments.Select(static type => type.ToString())), each.Method, each.Arguments, ""))];
        return found.Length > 0 ? found : [NotPossible(item, "no type at hand satisfies the constraints of its type parameters")];
    }

    /// <summary>Makes the JIT compile the method.</summary>
    /// <returns>Nothing, or why it did not.</returns>
    internal string Run()
    {
        if (Method is null)
        {
            return Problem;
        }

        try
        {
            if (Method.IsVirtual)
            {
                // A virtual method that nothing has asked for yet may have no entry point, and is then not prepared.
                _ = Method.MethodHandle.GetFunctionPointer();
            }

            RuntimeHelpers.PrepareMethod(
                Method.MethodHandle, Arguments.Length == 0 ? null : [.. Arguments.Select(static type => type.TypeHandle)]);
            return "";
        }
        catch (Exception fault) when (Program.IsLoadFault(fault))
        {
            return fault.Message;
        }
    }

    private static Preparation NotPossible(int item, string problem) => new(item, "", null, [], problem);
}
