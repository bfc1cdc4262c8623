using System.Xml.Linq;
using Vimage.Docs.Tests.Harness;

namespace Vimage.Docs.Tests;

/// <summary>The XML of the pages, which goes into project files, is well formed.</summary>
public sealed class XmlTests
{
    [Fact]
    public void Each_block_of_XML_is_well_formed()
    {
        CodeBlock[] blocks = [.. Pages.All.SelectMany(static path => Pages.Read(path).Blocks).Where(static block => block.Language == "xml")];
        Assert.NotEmpty(blocks);
        foreach (CodeBlock block in blocks)
        {
            Exception? thrown = Record.Exception(() => XElement.Parse($"<Project>{block.Code}</Project>"));
            Assert.True(thrown is null, $"{block.Place}: {thrown?.Message}");
        }
    }
}
