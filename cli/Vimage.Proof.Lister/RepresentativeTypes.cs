using System.Reflection;

namespace Vimage.Proof.Lister;

/// <summary>
/// The type arguments that generic code is compiled for: one set of reference types, whose code all reference types share, and
/// one of value types, which have their own.
/// </summary>
internal sealed class RepresentativeTypes
{
    // Trying arguments costs an exception for each set that does not satisfy the constraints.
    private const int MaxTrials = 500;

    private readonly Type[] _references;
    private readonly Type[] _values;

    internal RepresentativeTypes(Assembly assembly)
    {
        Type[] own = [.. OwnTypes(assembly)
            .Where(static type => !type.ContainsGenericParameters && !type.IsByRefLike && !(type.IsAbstract && type.IsSealed))
            .Where(static type => type.FullName is { } name
                && !name.Contains('<', StringComparison.Ordinal)
                && !name.StartsWith("Vimage.Generated.", StringComparison.Ordinal))
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)];
        _references = [typeof(object), typeof(string), typeof(Action), typeof(Exception), .. own.Where(static type => !type.IsValueType)];
        _values = [typeof(int), typeof(DayOfWeek), typeof(Guid), .. own.Where(static type => type.IsValueType)];
    }

    /// <summary>Instantiates a generic method, or a method of a generic type.</summary>
    /// <returns>Each method with the type arguments of its type and its own; nothing if none satisfy the constraints.</returns>
    internal IEnumerable<(MethodBase Method, Type[] Arguments)> InstantiationsOf(MethodBase definition)
    {
        Type owner = definition.DeclaringType!;
        Type[] ofType = owner.IsGenericTypeDefinition ? owner.GetGenericArguments() : [];
        Type[] ofMethod = definition.IsGenericMethodDefinition ? definition.GetGenericArguments() : [];
        Type[] parameters = [.. ofType, .. ofMethod];
        HashSet<string> seen = [];
        foreach (Type[][] preferred in new[] { new[] { _references, _values }, [_values, _references] })
        {
            Type[][] candidates = [.. parameters.Select(parameter => TypeParameter.Candidates(parameter, preferred))];
            foreach (Type[] arguments in Combinations(candidates, 0).Take(MaxTrials))
            {
                if (TryInstantiate(definition, parameters, arguments, ofType.Length) is { } found)
                {
                    if (seen.Add(string.Join(",", found.Arguments.Select(static type => type.ToString()))))
                    {
                        yield return found;
                    }

                    break;
                }
            }
        }
    }

    private static IEnumerable<Type> OwnTypes(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partial)
        {
            return partial.Types.OfType<Type>();
        }
    }

    // All the first candidates; then the last parameter varies fastest.
    private static IEnumerable<Type[]> Combinations(Type[][] candidates, int from)
    {
        if (from == candidates.Length)
        {
            yield return [];
            yield break;
        }

        foreach (Type first in candidates[from])
        {
            foreach (Type[] rest in Combinations(candidates, from + 1))
            {
                yield return [first, .. rest];
            }
        }
    }

    private static (MethodBase Method, Type[] Arguments)? TryInstantiate(
        MethodBase definition, Type[] parameters, Type[] chosen, int ofType)
    {
        try
        {
            Type[] arguments = [.. chosen.Select(argument => TypeParameter.Close(argument, parameters, chosen))];
            if (arguments.Any(static type => type.ContainsGenericParameters))
            {
                return null;
            }

            MethodBase method = ofType == 0
                ? definition
                : MethodBase.GetMethodFromHandle(
                    definition.MethodHandle, definition.DeclaringType!.MakeGenericType(arguments[..ofType]).TypeHandle)!;
            return (arguments.Length == ofType ? method : ((MethodInfo)method).MakeGenericMethod(arguments[ofType..]), arguments);
        }
        catch (Exception fault) when (fault is ArgumentException or TypeLoadException)
        {
            // They don't satisfy the constraints.
            return null;
        }
    }
}
