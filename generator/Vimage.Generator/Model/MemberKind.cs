namespace Vimage.Generator.Model;

internal enum MemberKind
{
    Field,
    Property,
    Event,
}
