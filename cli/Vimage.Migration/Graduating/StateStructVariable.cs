using Vimage.Migration.Globals;

namespace Vimage.Migration.Graduating;

/// <summary>A variable that is a field of a state struct.</summary>
/// <param name="Key">Where it is declared.</param>
/// <param name="Module">The full name of the type whose variable it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Symbol">The documentation comment id of the static that it stands for.</param>
internal sealed record StateStructVariable(GlobalKey Key, string Module, string Name, string Symbol);
