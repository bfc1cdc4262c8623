using System.Text;

namespace Vimage.Generator.Model;

/// <summary>Which type: its namespace and the heads from the outermost type to it.</summary>
/// <param name="Namespace">The dotted namespace; empty for the global one.</param>
/// <param name="Types">The outermost type first.</param>
internal sealed record TypePath(string Namespace, EquatableArray<TypeHeader> Types)
{
    internal TypeHeader Innermost => Types[Types.Count - 1];

    /// <summary>Gets a value indicating whether the type, or one around it, has type parameters.</summary>
    internal bool IsGeneric
    {
        get
        {
            foreach (TypeHeader type in Types)
            {
                if (type.Arity > 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Returns the type's name from anywhere inside it: <c>global::A.B.Outer&lt;T&gt;.Inner</c>.</summary>
    internal string ToQualifiedName()
    {
        StringBuilder name = new("global::");
        if (Namespace.Length > 0)
        {
            name.Append(Namespace).Append('.');
        }

        for (int i = 0; i < Types.Count; i++)
        {
            name.Append(i == 0 ? "" : ".").Append(Types[i].Name).Append(Types[i].TypeParameters);
        }

        return name.ToString();
    }

    /// <summary>Returns a name that identifies the type: <c>A.B.Outer`1.Inner</c>.</summary>
    internal string ToKey()
    {
        StringBuilder key = new(Namespace);
        foreach (TypeHeader type in Types)
        {
            key.Append('.').Append(type.Name);
            if (type.Arity > 0)
            {
                key.Append('`').Append(type.Arity);
            }
        }

        return key.ToString();
    }
}
