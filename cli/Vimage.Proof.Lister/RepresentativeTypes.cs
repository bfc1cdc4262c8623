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
            Type[][] candidates = [.. parameters.Select(parameter => Candidates(parameter, preferred))];
            foreach (Type[] arguments in Combinations(candidates, 0).Take(MaxTrials))
            {
                Type[] closed = [.. arguments.Select(argument => Close(argument, parameters, arguments))];
                if (TryInstantiate(definition, owner, closed, ofType.Length) is { } method)
                {
                    if (seen.Add(string.Join(",", closed.Select(static type => type.ToString()))))
                    {
                        yield return (method, closed);
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

    private static Type[] Candidates(Type parameter, Type[][] preferred)
    {
        GenericParameterAttributes special = parameter.GenericParameterAttributes;
        bool valueOnly = special.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        bool referenceOnly = special.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint);
        Type[] constraints = parameter.GetGenericParameterConstraints();
        return
        [
            .. preferred.SelectMany(static types => types)
                .Where(type => type.IsValueType ? !referenceOnly : !valueOnly)
                .Where(type => constraints.All(constraint => MaySatisfy(type, constraint))),

            // An interface or class satisfies the constraint that it is. It may name the other parameters.
            .. constraints,
        ];
    }

    // Of a constraint that names type parameters only its kind is known before they are chosen.
    private static bool MaySatisfy(Type type, Type constraint) =>
        !constraint.ContainsGenericParameters ? constraint.IsAssignableFrom(type)
        : !constraint.IsGenericType || Supertypes(type).Any(each =>
            each.IsGenericType && each.GetGenericTypeDefinition() == constraint.GetGenericTypeDefinition());

    private static IEnumerable<Type> Supertypes(Type type)
    {
        for (Type? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }

        foreach (Type @interface in type.GetInterfaces())
        {
            yield return @interface;
        }
    }

    // Puts the chosen arguments in place of the parameters in a constraint that was itself chosen.
    private static Type Close(Type type, Type[] parameters, Type[] arguments)
    {
        if (!type.ContainsGenericParameters)
        {
            return type;
        }

        if (type.IsGenericParameter)
        {
            // One that refers to itself, or to another that is open, is left as it is, and then does not satisfy anything.
            int index = Array.IndexOf(parameters, type);
            return index >= 0 && !arguments[index].ContainsGenericParameters ? arguments[index] : type;
        }

        return type.IsGenericType
            ? type.GetGenericTypeDefinition().MakeGenericType([.. type.GetGenericArguments().Select(each => Close(each, parameters, arguments))])
            : type;
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

    private static MethodBase? TryInstantiate(MethodBase definition, Type owner, Type[] arguments, int ofType)
    {
        if (arguments.Any(static type => type.ContainsGenericParameters))
        {
            return null;
        }

        try
        {
            MethodBase method = ofType == 0
                ? definition
                : MethodBase.GetMethodFromHandle(definition.MethodHandle, owner.MakeGenericType(arguments[..ofType]).TypeHandle)!;
            return arguments.Length == ofType ? method : ((MethodInfo)method).MakeGenericMethod(arguments[ofType..]);
        }
        catch (Exception fault) when (fault is ArgumentException or TypeLoadException)
        {
            return null;
        }
    }
}
