using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Vimage.Substitution.Accessors;
using Vimage.Substitution.Il;
using Vimage.Substitution.Metadata;

namespace Vimage.Substitution.Rewriting;

/// <summary>Writes the new file: references to fields in the metadata, and the code of all who call accessors.</summary>
internal sealed class ImageRewriter(
    byte[] original, PEHeaders headers, MetadataReader metadata, MetadataReader? symbols, ReferencedAssemblies references)
{
    private readonly byte[] _image = (byte[])original.Clone();
    private readonly ReceiverUses _receiverUses = new(metadata, references);

    /// <summary>Rewrites all calls.</summary>
    /// <returns>The file, and how many calls there were.</returns>
    internal (byte[] Image, int Substituted) Rewrite(CallTargets targets, UseCollector uses)
    {
        MemberReferenceTable table = new(headers, metadata);
        foreach ((MemberReferenceHandle reference, FieldDefinitionHandle field) in targets.AssignFields(CalledIn(uses)))
        {
            table.Refer(_image, reference, metadata.GetFieldDefinition(field));
        }

        int substituted = 0;
        foreach ((MethodCode code, List<(int Index, CallTarget Target)> calls) in uses.Calls)
        {
            MethodSymbols? ofMethod = symbols is null ? null : MethodSymbols.Read(symbols, code.Method);
            MethodRewriter rewriter = new(new MethodContext(metadata, code, ofMethod, original, _image), _receiverUses);
            foreach ((int index, CallTarget target) in calls)
            {
                RemainderReason? reason = RemainderReason.SharedReference;
                if (!target.Field.IsNil)
                {
                    reason = rewriter.Rewrite(new CallSite(index, target, TypeOf(target)));
                    substituted++;
                }

                if (reason is not null)
                {
                    uses.Report(code, index, target, reason.Value);
                }
            }

            rewriter.Complete();
        }

        return (_image, substituted);
    }

    private static IEnumerable<CallTarget> CalledIn(UseCollector uses) =>
        uses.Calls.SelectMany(static method => method.Calls.Select(static call => call.Target)).Distinct();

    private TypeShape TypeOf(CallTarget target) =>
        metadata.GetFieldDefinition(target.Accessor.Field).DecodeSignature(TypeShapeReader.Instance, target.TypeArguments);
}
