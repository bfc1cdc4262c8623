namespace Vimage.Generator.Model;

internal enum HookKind
{
    Init,
    Uninit,
    Clone,
}
