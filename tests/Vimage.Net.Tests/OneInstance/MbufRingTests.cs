using CsCheck;

namespace Vimage.Net.Tests;

public sealed class MbufRingTests
{
    [Fact]
    public void Packets_ComeOutInTheOrderInWhichTheyWentIn_AsFarAsThereIsRoom() =>
        Gen.Int[-90, 90].Array[0, 30].Sample(static steps =>
        {
            const int Limit = 128;
            MbufPool pool = new();
            MbufRing ring = new(Limit);
            Queue<Mbuf> model = new();

            // That many in, or that many out.
            foreach (int step in steps)
            {
                for (int i = 0; i < step; i++)
                {
                    Mbuf packet = pool.Get(1);
                    Assert.Equal(model.Count < Limit, ring.TryEnqueue(packet));
                    if (model.Count < Limit)
                    {
                        model.Enqueue(packet);
                    }
                }

                for (int i = 0; i > step && model.Count > 0; i--)
                {
                    Assert.Same(model.Dequeue(), ring.First);
                    ring.RemoveFirst();
                }

                Assert.Equal(model.Count, ring.Count);
                Assert.Equal(model.Count == 0, ring.First is null);
            }
        });
}
