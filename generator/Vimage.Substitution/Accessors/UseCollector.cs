using System.Reflection.Emit;
using System.Reflection.Metadata;
using Vimage.Substitution.Il;
using Vimage.Substitution.Metadata;

namespace Vimage.Substitution.Accessors;

/// <summary>Finds all uses of accessors in the code of an assembly, and tells plain calls from others.</summary>
/// <param name="image">The assembly.</param>
/// <param name="targets">What names an accessor.</param>
/// <param name="holdsBackVolatile">Whether calls for volatile fields have to stay.</param>
internal sealed class UseCollector(ManagedImage image, CallTargets targets, bool holdsBackVolatile)
{
    /// <summary>Gets the plain calls, by method.</summary>
    internal List<(MethodCode Code, List<(int Index, CallTarget Target)> Calls)> Calls { get; } = [];

    /// <summary>Gets the methods that call an accessor of a volatile field.</summary>
    internal IEnumerable<MethodDefinitionHandle> UsersOfVolatile => Calls
        .Where(static method => method.Calls.Any(static call => call.Target.Accessor.IsVolatile))
        .Select(static method => method.Code.Method);

    /// <summary>Gets the uses that stay as they are.</summary>
    internal List<Remainder> Remainders { get; } = [];

    /// <exception cref="BadImageFormatException">A method is not IL.</exception>
    internal void Collect()
    {
        foreach (MethodDefinitionHandle method in image.Metadata.MethodDefinitions)
        {
            if (image.DecodeOrTell(method) is { } code)
            {
                Collect(code);
            }
        }
    }

    private void Collect(MethodCode code)
    {
        List<(int, CallTarget)> calls = [];
        for (int i = 0; i < code.Instructions.Length; i++)
        {
            if (!code.Instructions[i].HasMemberToken || targets.Find(code.Instructions[i].Operand) is not { } target)
            {
                continue;
            }

            RemainderReason? obstacle = target.Accessor.Obstacle
                ?? (holdsBackVolatile && target.Accessor is { IsVolatile: true, Kind: not AccessorKind.GetReference } ? RemainderReason.Volatile
                    : !code.Instructions[i].Is(OpCodes.Call) ? RemainderReason.NotACall
                    : i > 0 && code.Instructions[i - 1].OpCode.OpCodeType == OpCodeType.Prefix ? RemainderReason.Prefixed
                    : null);
            if (obstacle is null)
            {
                calls.Add((i, target));
                continue;
            }

            target.IsUsedOtherwise = true;
            Report(code, i, target, obstacle.Value);
        }

        if (calls.Count > 0)
        {
            Calls.Add((code, calls));
        }
    }

    /// <summary>Notes a use whose code is not that of a plain static.</summary>
    internal void Report(MethodCode code, int index, CallTarget target, RemainderReason reason) => Remainders.Add(new Remainder(
        target.Accessor.Name, MetadataNames.Of(image.Metadata, code.Method), code.Instructions[index].Offset, reason));
}
