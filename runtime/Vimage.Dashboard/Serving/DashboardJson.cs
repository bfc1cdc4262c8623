using System.Text.Json.Serialization;

namespace Vimage.Dashboard.Serving;

/// <summary>How the documents are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StateDocument))]
[JsonSerializable(typeof(TopologyDocument))]
internal sealed partial class DashboardJson : JsonSerializerContext;
